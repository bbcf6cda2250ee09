"""Reports up to 2018: free chapters and a statistics annex (统计表) after 国办发〔2014〕32号.

Its rows differ from place to place, so they are read with the labels they carry and nothing is guessed
across editions: the report keeps them in `statistics`.
"""

from __future__ import annotations

from gongkai.core.report.layouts.edition import Layout, Section

Y2014 = Layout(
    key="y2014",
    notice="国办发〔2014〕32号",
    first_year=2008,
    sections=(Section("一", "概述", text="overview"), Section("五", "存在的主要问题及改进情况", text="problems")),
)
