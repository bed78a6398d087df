/* global window, document, navigator */
// Lets a form be answered by a passkey. The page says in the form what is asked; the answer goes back in the same form,
// so that nothing else is fetched. Without scripts the form goes out with no answer, and the page says what to do.
(() => {
  const bytes = (text) =>
    Uint8Array.from(window.atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) =>
      letter.charCodeAt(0),
    );

  const text = (buffer) =>
    window
      .btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '');

  const withBytes = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

  const ask = (kind, asked) => {
    const publicKey = { ...asked, challenge: bytes(asked.challenge) };
    if (kind === 'get') {
      return navigator.credentials.get({
        publicKey: { ...publicKey, allowCredentials: withBytes(asked.allowCredentials) },
      });
    }
    return navigator.credentials.create({
      publicKey: {
        ...publicKey,
        user: { ...asked.user, id: bytes(asked.user.id) },
        excludeCredentials: withBytes(asked.excludeCredentials),
      },
    });
  };

  const answerOf = ({ id, rawId, type, response }) => {
    const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature']
      .filter((name) => response[name])
      .map((name) => [name, text(response[name])]);
    return { id, rawId: text(rawId), type, response: Object.fromEntries(parts), clientExtensionResults: {} };
  };

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      ask(form.dataset.passkey, JSON.parse(form.dataset.asked))
        .then((credential) => {
          form.elements.answer.value = JSON.stringify(answerOf(credential));
        })
        .catch(() => {
          form.elements.answer.value = '';
        })
        .then(() => form.submit());
    });
  }
})();
