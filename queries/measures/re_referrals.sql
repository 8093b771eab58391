-- title: Children referred again within a year
-- short: Children referred again
-- question: Do families we helped have to come back?
-- why: a second referral often means that the first answer was too little; decides which closed cases are looked at again
-- perspective: process
-- kind: proportion
-- better: lower
-- period: rolling 12 months
-- parameter: months = 12 months since the referral before
-- type: outcome
-- leads: lag
-- owner: Head of the front door
-- codes: LAIT re-referrals; a relation of PAF A3
-- source: Department for Education, Local Authority Interactive Tool: referrals within 12 months of a previous one over referrals; England 22.6% in 2025
-- needs: childrens_referrals
-- caveat: Referrals, not children: a child referred three times is in it three times. In the first year on file an earlier referral cannot be seen, and the share is too low. Two rows for a child on one day are one referral.
select
    month,
    unit,
    child as person,
    case when previous >= referred - interval {months} month then 1 else 0 end as numerator,
    1 as denominator,
    age_band,
    sex,
    ethnicity,
    referred,
    previous,
    source
from model.referrals
