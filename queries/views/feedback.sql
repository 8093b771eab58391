-- Complaints and compliments at a unit and all below it in the twelve months to a month, in all (`subject` '') and by subject.
select kind, subject, records, upheld
from cube.feedback
where unit = $unit
    and month = $month
order by kind, records desc, subject
