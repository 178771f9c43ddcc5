"""`reprlib`: an object whose representation is under way is recognised by identity."""

from __stub__ import overlay, owned, same

overlay()


def recursive_repr(fillvalue="..."):
    def decorating_function(user_function):
        running = []

        def wrapper(self):
            # Only what the executing module made can be under way in its own representation.
            if not owned(running):
                return user_function(self)
            for each in running:
                if same(each, self):
                    return fillvalue
            running.append(self)
            try:
                return user_function(self)
            finally:
                running.pop()

        wrapper.__module__ = getattr(user_function, "__module__")
        wrapper.__doc__ = getattr(user_function, "__doc__")
        wrapper.__name__ = getattr(user_function, "__name__")
        wrapper.__qualname__ = getattr(user_function, "__qualname__")
        wrapper.__annotate__ = getattr(user_function, "__annotate__", None)
        wrapper.__type_params__ = getattr(user_function, "__type_params__", ())
        wrapper.__wrapped__ = user_function
        return wrapper

    return decorating_function
