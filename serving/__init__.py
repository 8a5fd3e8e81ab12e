"""What stands between browsers and the app: limits on uploads, who may come in, and the phone mode; see `serve.py`."""
