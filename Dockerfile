# docker build -t wardrobe . && docker run --rm -p 8501:8501 wardrobe
FROM python:3.12-slim

# Who serves strangers keeps nothing of theirs: each browser session has a wardrobe of its own. For one's own use,
# -e WARDROBE_STORAGE=local -v wardrobe:/home/wardrobe/.self-sorting-wardrobe keeps it.
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PORT=8501 WARDROBE_STORAGE=session
# MiB: strangers' uploads share the memory.
ENV STREAMLIT_SERVER_MAX_UPLOAD_SIZE=200
# A volume takes its owner from the folder that it is mounted on; without that, root would own it.
RUN useradd --create-home wardrobe && install -d -o wardrobe -g wardrobe /home/wardrobe/.self-sorting-wardrobe
WORKDIR /home/wardrobe/app
COPY requirements.txt .
# LiteRT serves the app in a third of the memory and with none of TensorFlow's start-up; only training needs the rest.
RUN grep -v -E '^(tensorflow|keras|matplotlib|fpdf2)=' requirements.txt > serving.txt \
    && pip install --disable-pip-version-check -r serving.txt
COPY --chown=wardrobe app.py ./
COPY --chown=wardrobe app_pages app_pages
COPY --chown=wardrobe data data
COPY --chown=wardrobe model model
COPY --chown=wardrobe wardrobe wardrobe
COPY --chown=wardrobe studies studies
COPY --chown=wardrobe .streamlit .streamlit
USER wardrobe
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", \
    "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/_stcore/health\", timeout=4)"]
CMD ["sh", "-c", "exec streamlit run app.py --server.port=$PORT --server.address=0.0.0.0 --server.headless=true"]
