"""The law and the form: values and pure functions, the standard library and nothing else."""
