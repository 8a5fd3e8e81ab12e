# docker build -t wardrobe . && docker run --rm -p 8501:8501 wardrobe
FROM python:3.12-slim

# A public server keeps no photos: each browser session has a wardrobe of its own. For private use,
# -p 127.0.0.1:8501:8501 -e WARDROBE_STORAGE=local -v wardrobe:/home/wardrobe/.self-sorting-wardrobe keeps it in a volume.
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PORT=8501 WARDROBE_STORAGE=session
# MiB per file. All visitors' uploads share the memory: WARDROBE_UPLOAD_MEMORY limits them together.
ENV STREAMLIT_SERVER_MAX_UPLOAD_SIZE=200 STREAMLIT_SERVER_HEADLESS=true
# Inside the container the app listens on every address, because published ports arrive from outside it. It opens
# sessions only under the host names below, separated by blanks. A deployment names its own (a leading "*." matches
# subdomains): -e STREAMLIT_SERVER_ALLOWED_HOSTS="wardrobe.example.com"
ENV STREAMLIT_SERVER_ADDRESS=0.0.0.0 STREAMLIT_SERVER_ALLOWED_HOSTS="localhost 127.0.0.1"
# A volume takes its owner from the folder that it is mounted on; without this folder, root would own it.
RUN useradd --create-home --uid 1000 wardrobe \
    && install -d -o wardrobe -g wardrobe /home/wardrobe/.self-sorting-wardrobe
WORKDIR /home/wardrobe/app
COPY requirements.lock .
# The app runs on LiteRT, with a third of TensorFlow's memory and none of its start-up time. `make lock` writes the file.
RUN pip install --disable-pip-version-check --require-hashes -r requirements.lock
COPY --chown=wardrobe app.py ./
COPY --chown=wardrobe serve.py ./
COPY --chown=wardrobe app_pages app_pages
COPY --chown=wardrobe data data
COPY --chown=wardrobe lessons lessons
COPY --chown=wardrobe model model
COPY --chown=wardrobe serving serving
COPY --chown=wardrobe wardrobe wardrobe
COPY --chown=wardrobe studies studies
COPY --chown=wardrobe .streamlit .streamlit
# By its number, since a cluster that refuses root cannot look up names.
USER 1000
EXPOSE 8501
# With a base path (STREAMLIT_SERVER_BASE_URL_PATH), /health is under it and here: a probe needs no proxy.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", \
    "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/health\", timeout=4)"]
CMD ["sh", "-c", "exec python serve.py --port $PORT"]
