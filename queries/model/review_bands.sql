-- How long ago a review is that is overdue, in bands: from so many months on, and up to fewer than so many (null: without end).
select *
from (
    values
        ('12 to 15 months', 12, 15),
        ('15 to 18 months', 15, 18),
        ('18 to 24 months', 18, 24),
        ('24 months and more', 24, null)
) as bands (band, least, below)
