// Large print and high contrast on pages that were kept for everybody: the cookie is set by /accessibility/.
"use strict";
(function () {
  const root = document.documentElement;
  const told = (document.cookie.match(/(?:^|; )gongkai_modes=([a-z.]*)/) || ["", ""])[1].split(".");
  if (told.includes("large")) root.dataset.size = "large";
  if (told.includes("high")) root.dataset.contrast = "high";
})();
