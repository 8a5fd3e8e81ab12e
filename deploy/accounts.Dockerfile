# The image with what accounts need, after `docker build -t wardrobe .`:
# docker build -t wardrobe-accounts -f deploy/accounts.Dockerfile .
FROM wardrobe
USER root
COPY requirements-cloud.txt requirements-serving.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements-cloud.txt
USER 1000
ENV WARDROBE_STORAGE=account
