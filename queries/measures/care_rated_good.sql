-- title: Care from places now rated good or outstanding
-- short: Care from good places
-- question: Is the care that people get from others good?
-- why: buying is deciding who looks after people; decides where no new people are placed and which homes are visited
-- perspective: customer
-- kind: proportion
-- better: higher
-- period: snapshot
-- type: outcome
-- leads: lag
-- owner: Head of commissioning
-- codes: like ASCOF 6B, by people served
-- source: Care Quality Commission, care directory with ratings: the overall rating of the location; packages of the client returns. ASCOF 6B counts residential providers, this one the people they serve
-- needs: cld
-- caveat: A person with care from two places counts at both. Care from places without a rating, or whose name is not found in the directory, is left out. The directory has the newest rating only, and all months are read with it: the line shows where people are placed, not how ratings have changed.
select
    month,
    unit,
    person,
    case when rating in ('Good', 'Outstanding') then 1 else 0 end as numerator,
    1 as denominator,
    service,
    provider,
    user_group,
    age_band,
    sex,
    ethnicity,
    rating
from model.rated_care
where rating in ('Outstanding', 'Good', 'Requires improvement', 'Inadequate')
