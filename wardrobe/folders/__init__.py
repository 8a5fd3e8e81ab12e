"""Folders of photos on disk, which `python -m wardrobe sort` sorts.

Public: `folder_sort.FolderSort`, its log ``wardrobe.csv`` (`sort_log`), and safe names of files and folders (`names`).
"""
