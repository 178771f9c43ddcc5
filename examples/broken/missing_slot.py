"""An attribute is stored for which the class has no slot."""

import __strict__

class Settings:
    """Has one slot."""

    timeout: int = 30


settings = Settings()
settings.time_out = 60  # STR172
