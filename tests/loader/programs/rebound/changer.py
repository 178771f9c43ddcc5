import functools

functools.wraps = lambda function: lambda inner: inner
