-- title: New carers who came unannounced
-- short: New carers unannounced
-- question: How often does a stranger stand at the door to give care?
-- why: being told who is coming is the least a person can expect; decides which provider changes how it plans rounds
-- perspective: customer
-- kind: count
-- better: lower
-- period: month
-- type: process
-- leads: lead
-- owner: Head of commissioning
-- source: Guidance on performance management of 2004 (occasions when new carers arrive without the user being informed)
-- needs: visits
-- caveat: First visits by a carer that were made and where the log says that the person was not told. Where the log says nothing, it is not counted. Not weighed by the number of visits: compare a unit with its own past. A record is one person's visits by one provider in the month.
select
    month,
    unit,
    person,
    array_length(unannounced) as numerator,
    user_group,
    age_band,
    sex,
    provider,
    array_to_string(list_transform(
        list_sort(unannounced), lambda planned: strftime(planned, '%d %b %H:%M')
    ), '; ') as visits_by_a_stranger
from model.visit_months
where array_length(unannounced) > 0
