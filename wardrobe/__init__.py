"""The wardrobe: sorts photos of clothes into drawers and stores them.

Public:

- `wardrobe.store.store.Wardrobe`, the collection, opened with `wardrobe.store.settings.Settings`
- `wardrobe.folders.folder_sort.FolderSort`, which sorts a folder of photos into folders
- `wardrobe.transfer`: back-up, restore, import, export
- `wardrobe.classification`, `wardrobe.saving`, `wardrobe.reclassification`: from photos to predictions and items
- `python -m wardrobe`, the command line
"""
