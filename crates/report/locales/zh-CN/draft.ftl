# 编制年度报告时的填报校验。

draft-cell-blank = “{ $cell }”未填
    .hint = 没有的填 0，不留空
draft-cell-not-number = “{ $cell }”填的是“{ $found }”，不是数字
    .hint = 只填数字，没有的填 0，不填“/”或文字
draft-cell-too-large = “{ $cell }”填的是“{ $found }”，数太大
    .hint = 整数部分最多 { $most } 位，请核对是否多填了位数
draft-section-empty = “{ $section }”没有内容
    .hint = 没有需要报告的，也要写明“无”
