-- title: Care workers leaving their job
-- short: Care workers leaving
-- question: How many people who work in care here left their job in the year?
-- why: people lose somebody they know each time; decides what is done about pay and conditions when care is bought
-- perspective: learning
-- kind: supplied
-- better: lower
-- period: snapshot
-- unit_of_value: %
-- decimals: 1
-- type: outcome
-- leads: lag
-- codes: ASCOF 6A
-- owner: Head of commissioning
-- source: Adult Social Care Outcomes Framework 2024-25, measure 6A (Skills for Care, Adult Social Care Workforce Data Set): staff in the formal care workforce leaving their role in the past 12 months; published or supplied, never worked out here
-- caveat: An estimate for all employers of care in the area, published yearly for the whole council only, from 2023-24. Isles of Scilly are counted within Cornwall.
select
    month,
    unit,
    value,
    marker,
    numerator,
    denominator,
    period_start,
    period_end
from model.supplied_months
where lower(measure) in ('care_workers_leaving', 'ascof 6a')
qualify row_number() over (partition by month, unit order by period_end desc, measure) = 1
