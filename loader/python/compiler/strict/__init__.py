"""The spelling of other implementations of strict modules; `strict` is the one to use."""

from strict import StrictModule
