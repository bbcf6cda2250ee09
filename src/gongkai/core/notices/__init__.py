"""The documents that an application gives rise to, as text that the law allows to go out."""
