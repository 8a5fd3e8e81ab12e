"""Alembic's environment: runs the migrations in ``versions`` on the engine of its configuration."""

from alembic import context

from wardrobe.store.schema import metadata

with context.config.attributes["engine"].execution_options(writes=True).connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
