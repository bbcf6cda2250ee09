"""The command line: click commands over formats and core, loaded one by one as they are called."""
