"""What a page on a register is made for."""

from pydantic import BaseModel, ConfigDict, Field

from helpers.metrics.definitions import THRESHOLD


class Parameters(BaseModel):
    """Files of a register, data year, one of its institutions, a threshold in yuan, and the unit of values that name none."""

    model_config = ConfigDict(extra="forbid", strict=True)

    contracts: list[str]
    year: int = Field(ge=1950, le=2100)
    institution: str = ""
    threshold: int = Field(default=int(THRESHOLD.value), gt=0, le=10**12)
    unit: str = ""
