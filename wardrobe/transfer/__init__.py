"""Items on their way into and out of a wardrobe.

Public: `backup.write_backup` and `backup.restore_backup`, `importing.import_photos`, `exporting.items_csv` and
`exporting.export_folders`, and `bulk_io.undo_import`.
"""
