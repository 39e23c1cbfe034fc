### totals
