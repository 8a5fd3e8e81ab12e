"""The collection: items in a database, photos as files.

Public: `store.Wardrobe` and what its methods take and return (`items`, `undo.ItemDiff`), `settings.Settings`,
`session.SessionWardrobe`, `search.Search`, `integrity.check`, and the errors in `errors`.
"""
