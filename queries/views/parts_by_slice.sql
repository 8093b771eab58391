-- A measure at one unit by the values of a slice, in some months.
select
    month,
    slice_value as part,
    numerator,
    denominator,
    records
from cube.cells
where unit = $unit and measure = $measure and basis = $basis and slice = $slice and list_contains($months, month)
order by month, slice_value
