"""The uploads that Streamlit keeps, as `serving.uploads` needs to see them.

Streamlit has no public way to ask for them; this uses the objects of version 1.67.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from streamlit import runtime
from streamlit.runtime.uploaded_file_manager import UploadFileUrlInfo

_MOST_EXPECTED = 20_000  # files of one session: a folder's photos are asked for at once


class StreamlitUploads:
    """An `UploadStore` of the running server; `watch` must be called when it has started.

    Attributes:
        others: bytes of what else the server keeps, by owner and file: the requests that the API is answering.
    """

    def __init__(self) -> None:
        self.others: dict[tuple[str, str], int] = {}
        self._expected: dict[str, dict[str, None]] = defaultdict(dict)  # file ids by session, the oldest first

    def watch(self) -> None:
        """Notes from now on which addresses are given to uploaders."""
        manager = _manager()
        give = manager.get_upload_urls

        def noting(session_id: str, file_names: Sequence[str]) -> list[UploadFileUrlInfo]:
            given: list[UploadFileUrlInfo] = give(session_id, file_names)
            self._forget_sessions()
            expected = self._expected[session_id]
            expected.update((info.file_id, None) for info in given)
            while len(expected) > _MOST_EXPECTED:
                del expected[next(iter(expected))]
            return given

        manager.get_upload_urls = noting

    def sizes(self) -> Mapping[tuple[str, str], int]:
        """As `UploadStore.sizes`."""
        kept = _manager().file_storage
        return self.others | {
            (session, file): len(record.data)
            for session, files in list(kept.items())
            for file, record in list(files.items())
        }

    def total(self) -> int:
        """The bytes of all files."""
        return sum(self.sizes().values())

    def is_shown(self, session: str, file: str) -> bool:
        """As `UploadStore.is_shown`; a session that is not connected may come back, so all of its files are."""
        app_session = runtime.get_instance().get_app_session(session)
        if app_session is None:
            return True
        widgets = app_session._client_state.widget_states.widgets
        return any(
            file == info.file_id
            for widget in widgets
            if widget.HasField("file_uploader_state_value")
            for info in widget.file_uploader_state_value.uploaded_file_info
        )

    def is_expected(self, session: str, file: str) -> bool:
        """As `UploadStore.is_expected`."""
        return file in self._expected.get(session, ())

    def remove(self, session: str, file: str) -> None:
        """As `UploadStore.remove`."""
        _manager().remove_file(session, file)

    def _forget_sessions(self) -> None:
        server = runtime.get_instance()
        for session in [name for name in self._expected if not server.is_active_session(name)]:
            del self._expected[session]


def _manager() -> Any:
    return runtime.get_instance().uploaded_file_mgr
