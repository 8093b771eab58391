-- Where the council's lines lie by which a provider is watched, as the JSON of its sections.
select said
from about.monitoring
