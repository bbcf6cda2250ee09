/* Passkeys: shows what needs them where the browser can, and says in our words what went wrong. */
(function () {
  'use strict'

  const WORDS = {
    NotAllowedError: '没有完成：操作被取消或者超时，请再试一次。',
    InvalidStateError: '这台设备上已经有您的通行密钥，不用再添加。',
    SecurityError: '当前的访问地址不能使用通行密钥，请用正式的域名访问。'
  }
  const OTHERWISE = '没有完成，请再试一次，或者改用别的办法。'
  const ADDRESS = /^(\d+\.){3}\d+$|^\[/

  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    const exception = event.detail.exception
    const place = document.querySelector('[data-passkey-message]')
    place.textContent = WORDS[exception && exception.name] || OTHERWISE
    place.hidden = false
  })

  document.addEventListener('DOMContentLoaded', function () {
    const possible = 'PublicKeyCredential' in window && !ADDRESS.test(window.location.hostname)
    document.querySelectorAll('[data-passkey]').forEach(function (part) { part.hidden = !possible })
    document.querySelectorAll('[data-passkey-impossible]').forEach(function (part) { part.hidden = possible })
  })
})()
