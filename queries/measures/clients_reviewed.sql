-- title: Clients whose care was reviewed
-- short: Care reviewed in the year
-- question: Is each person's care looked at again at least once a year?
-- why: care that nobody looks at drifts from what the person needs; decides where review capacity goes
-- perspective: process
-- kind: proportion
-- better: higher
-- period: rolling 12 months
-- counts: distinct people
-- type: process
-- leads: lead
-- owner: Head of older people's services
-- codes: PAF D40, BVPI 55
-- source: PAF D40, clients reviewed over clients receiving services in the year; England 51.4% in 2002-03, the best above 90% (guidance on performance management of 2004)
-- needs: cld
-- caveat: Adults (18 and over, or of no known age, at the end of the financial year) with any service in the 12 months, also those who began last month and are not due yet: 100% cannot be reached. A review counts where the person had a service in the same financial year. Reviews held by health partners are not in the file. Where a person has no review on file, days over are at the least: counted from a year after the first month of their present care on file.
select
    month,
    unit,
    person,
    cast(reviewed as integer) as numerator,
    1 as denominator,
    user_group,
    age_band,
    sex,
    ethnicity,
    last_review,
    -- Without a review on file the last one may lie before the files begin: it was due then or earlier.
    cast(coalesce(last_review, last_day(here_since)) + interval 12 month as date) as next_due,
    case when last_review is null then 'no review on file: due then or before' else 'last review' end as counted_from
from model.review_months
