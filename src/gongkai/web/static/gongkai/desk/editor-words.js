// What the editor says, in Chinese. Loaded before it; see its gettext.
(() => {
  const words = {
    "Add caption": "加说明", "Alternative Text": "替代文字", "Browse...": "浏览…", "Bullets": "圆点", "Cancel": "取消", "Caption": "说明",
    "Columns": "列数", "Decimal numbers": "数字", "Edit Figure": "修改图片", "Edit HTML": "修改 HTML", "Edit Image": "修改图片", "Edit Link": "修改链接",
    "Image URL": "图片地址", "Include header row": "第一行是表头", "Insert": "插入", "Insert Figure": "插入图片", "Insert Table": "插入表格",
    "List properties": "列表样式", "List type": "编号样式", "Lowercase Roman numerals": "小写罗马数字", "Lowercase letters": "小写字母",
    "Open in new window": "在新窗口打开", "Remove caption": "去掉说明", "Rows": "行数", "Start at": "起始编号", "Table Properties": "表格",
    "Title": "标题", "Toggle fullscreen": "全屏", "URL": "地址", "Update": "确定", "Uppercase Roman numerals": "大写罗马数字", "Uppercase letters": "大写字母",
  };
  window.gettext = (text) => words[text] || text;
})();
