-- title: Direct payments, share of community spending
-- short: Direct payments, of spend
-- question: How much of the money for support at home is in people's own hands?
-- why: choice is real where the money follows it; decides what help is offered with running a direct payment
-- perspective: financial
-- kind: ratio
-- per: 100
-- unit_of_value: %
-- better: higher
-- period: financial year to date
-- needs: ledger, cost_centres
-- type: output
-- leads: lead
-- owner: Head of commissioning
-- source: Local: revenue spending on direct payments over that on home care, day support, supported living and direct payments
-- caveat: Payments as the ledger has them; money that people hand back is a minus in the month it comes. Reablement and equipment are left out, since nobody takes them as a direct payment as a rule.
select
    month,
    unit,
    coalesce(reference, cost_centre) as person,
    case when service = 'direct payments' then amount else 0 end as numerator,
    amount as denominator,
    service,
    user_group,
    supplier
from model.ledger_lines
where not capital
    and service in ('home care', 'day support', 'supported living', 'direct payments')
