"""Names that both sides of the wall know."""

WORK, SOCKETS, TOOLS = "/box/work", "/box/ipc", "/box/tools"
MOST_FILES = 4096
# Ends of the sockets' names, as Jupyter counts them where it has no ports.
SOCKET_NAME = "kernel"
SHELL, IOPUB, STDIN, CONTROL, HEARTBEAT = 1, 2, 3, 4, 5
