"""Folders of photos on disk, which `python -m wardrobe sort` sorts.

Public: `folder_sort.FolderSort`, its log (`sort_log`: ``wardrobe.csv``), and `names`, for names that every system takes.
"""
