-- The council's rule on size: a share of fewer things than this is not judged.
select fewest
from about.settings
