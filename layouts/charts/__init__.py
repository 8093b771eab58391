"""Charts as Plotly figures: pure functions of plain values. `template` and `live` know Dash; none knows a store."""
