"""A stand-in for the REST interface of TensorFlow Serving (https://www.tensorflow.org/tfx/serving/api_rest)."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

DTYPES = {"uint8": "DT_UINT8", "float32": "DT_FLOAT"}


def described(name, dtype, shape):
    dims = [{"size": str(-1 if size is None else size), "name": ""} for size in shape]
    return {"dtype": DTYPES[dtype], "tensor_shape": {"dim": dims, "unknown_rank": False}, "name": f"{name}:0"}


class Servable:
    """A model of the server.

    Args:
        signatures: from its name to its output's name and a function, from uint8 images to that output.
        shape: of an image.
    """

    def __init__(self, signatures, shape):
        self.signatures, self.shape = signatures, shape
        self.asked = []

    def metadata(self):
        defs = {}
        for name, (output, run) in self.signatures.items():
            made = run(np.zeros((1, *self.shape), np.uint8))
            defs[name] = {
                "inputs": {"images": described("serving_images", "uint8", (None, *self.shape))},
                "outputs": {output: described("StatefulPartitionedCall", "float32", (None, *made.shape[1:]))},
                "method_name": "tensorflow/serving/predict",
            }
        return {"model_spec": {"signature_name": ""}, "metadata": {"signature_def": {"signature_def": defs}}}

    def predict(self, request):
        signature = request.get("signature_name", "serving_default")
        self.asked.append((signature, len(request["instances"])))
        images = np.array(request["instances"])
        # The server parses numbers by the signature's type, and refuses others and other shapes.
        if images.shape[1:] != self.shape or images.min() < 0 or images.max() > 255 or images.dtype.kind != "i":
            raise ValueError(f"Failed to process element: {images.dtype} {images.shape}")
        if signature not in self.signatures:
            raise ValueError(f"Serving signature name: {signature!r} not found in signature def")
        _, run = self.signatures[signature]
        return {"predictions": run(images.astype(np.uint8)).tolist()}


@contextmanager
def serving(models, spoil=None):
    """Runs a server; gives its URL.

    Args:
        models: the `Servable` of each ``NAME/VERSION``.
        spoil: changes an answer before it is sent: from path, status and values to status and bytes.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self._answer("/metadata", lambda servable, _: servable.metadata())

        def do_POST(self):
            self._answer(":predict", lambda servable, request: servable.predict(request))

        def _answer(self, ending, make):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, values = 200, None
            for name, servable in models.items():
                if self.path == "/v1/models/{}/versions/{}".format(*name.split("/")) + ending:
                    try:
                        values = make(servable, json.loads(body or b"{}"))
                    except ValueError as error:
                        status, values = 400, {"error": str(error)}
            if values is None:
                status, values = 404, {"error": f"Servable not found for request: {self.path}"}
            content = json.dumps(values).encode()
            if spoil:
                status, content = spoil(self.path, status, content)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
