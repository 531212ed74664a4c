/* Hours are saved as they are typed. What could not be saved waits in this tab, under a key of declaration and user,
   until it is; it holds numbers of lines and hours, no names, and is gone after signing out. */
(function () {
  "use strict";

  const PREFIX = "vve-uren:";
  const PAUZE = 800;
  const KINDS = ["uren", ...Array.from({ length: 12 }, (_, month) => "m" + (month + 1)), "dagen", "afwezig"];

  const form = document.querySelector("form[data-opslaan]");
  if (!form) return;

  const key = form.dataset.bewaar;
  const status = form.querySelector("[data-opslagstand]");
  const total = form.querySelector("[data-totaal]");
  const seen = new Map();
  form.elements.gezien.value.split(" ").forEach(function (part) {
    if (part) seen.set(part.split(":")[0], part);
  });
  let waiting = read();
  let timer = null;
  let busy = false;

  forgetOthers();
  restore();

  function forgetOthers() {
    const own = key.split(":").slice(0, 2).join(":") + ":";
    Object.keys(sessionStorage).forEach(function (other) {
      if (other.startsWith(PREFIX) && !other.startsWith(own)) sessionStorage.removeItem(other);
    });
  }

  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(key)) || {};
    } catch (_) {
      return {};
    }
  }

  function keep() {
    if (Object.keys(waiting).length) sessionStorage.setItem(key, JSON.stringify(waiting));
    else sessionStorage.removeItem(key);
  }

  function say(text, wrong) {
    status.textContent = text;
    status.classList.toggle("vve-opslagstand--fout", Boolean(wrong));
  }

  function field(kind, line) {
    return form.elements[kind + "-" + line];
  }

  function lineOf(input) {
    const found = /^(uren|dagen|afwezig|m\d+)-(\d+)$/.exec(input.name || "");
    return found && found[2];
  }

  /* The cells of a line that the page has: hours or months, days, absence. */
  function cells(line) {
    return KINDS.filter((kind) => field(kind, line));
  }

  function remember(line) {
    const before = waiting[line];
    waiting[line] = { gezien: before ? before.gezien : seen.get(line) };
    cells(line).forEach((kind) => (waiting[line][kind] = field(kind, line).value));
    keep();
  }

  /* What was typed before a lost session comes back into its cells. */
  function restore() {
    const lines = Object.keys(waiting).filter((line) => cells(line).length);
    if (!lines.length) {
      return;
    }
    lines.forEach(function (line) {
      cells(line).forEach(function (kind) {
        if (typeof waiting[line][kind] === "string") field(kind, line).value = waiting[line][kind];
      });
    });
    say("Wat u eerder typte en nog niet was opgeslagen, staat er weer.");
    save();
  }

  form.addEventListener("input", function (event) {
    const line = lineOf(event.target);
    if (!line) return;
    clear(event.target);
    remember(line);
    say("Nog niet opgeslagen");
    clearTimeout(timer);
    timer = setTimeout(save, PAUZE);
  });

  form.addEventListener("focusout", function (event) {
    if (lineOf(event.target) && Object.keys(waiting).length) {
      clearTimeout(timer);
      timer = setTimeout(save, 50);
    }
  });

  /* The whole form goes along with the button; what it saves, need not wait any more. It is kept until the next page
     shows what is there: after a lost session that page asks to sign in, and comes back here. */
  form.addEventListener("submit", function () {
    clearTimeout(timer);
    form.elements.gezien.value = Array.from(seen.values()).join(" ");
  });

  window.addEventListener("online", save);

  async function save() {
    const lines = Object.keys(waiting).filter(function (line) {
      return cells(line).length && !waiting[line].vraag;
    });
    if (busy || !lines.length) return;
    busy = true;
    const sent = JSON.stringify(waiting);
    say("Bezig met opslaan");
    try {
      await send(lines, JSON.parse(sent));
    } catch (_) {
      say("Niet opgeslagen: er is geen verbinding. Wij proberen het over tien seconden opnieuw.", true);
      timer = setTimeout(save, 10000);
    }
    busy = false;
    if (lines.some((line) => waiting[line] && !waiting[line].vraag && changed(line, JSON.parse(sent)))) {
      clearTimeout(timer);
      timer = setTimeout(save, PAUZE);
    }
  }

  function changed(line, sent) {
    return !sent[line] || cells(line).some((kind) => waiting[line][kind] !== sent[line][kind]);
  }

  async function send(lines, sent) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("gezien", lines.map((line) => sent[line].gezien).filter(Boolean).join(" "));
    lines.forEach(function (line) {
      cells(line).forEach(function (kind) {
        const typed = sent[line][kind];
        body.set(kind + "-" + line, typeof typed === "string" ? typed : field(kind, line).value);
      });
    });
    const answer = await fetch(form.dataset.opslaan, { method: "POST", body: body, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      say("Niet opgeslagen: u bent afgemeld. Laad de pagina opnieuw en meld u aan; wat u typte, staat er dan weer.", true);
    } else if (answer.status === 409) {
      say("Niet opgeslagen. " + (await answer.json()).zin, true);
    } else if (!answer.ok) {
      say("Niet opgeslagen. Kies Opslaan om het opnieuw te proberen.", true);
    } else {
      done(await answer.json(), lines, sent);
    }
  }

  function done(answer, lines, sent) {
    lines.forEach(function (line) {
      const now = answer.regels[line];
      const asked = answer.botsingen.some((one) => String(one.regel) === line);
      if (!now) mark(field(cells(line)[0], line), "Deze regel is er niet meer: de plaatsingen zijn bijgewerkt. Laad de pagina opnieuw.");
      if (!now) delete waiting[line];
      const sum = form.querySelector('[data-som="' + line + '"]');
      if (now && sum) sum.textContent = now.som;
      if (!now || asked || answer.fouten[line]) return;
      seen.set(line, now.gezien);
      if (changed(line, sent)) waiting[line].gezien = now.gezien;
      else delete waiting[line];
    });
    Object.entries(answer.fouten).forEach(function ([line, fouten]) {
      Object.entries(fouten).forEach(([kind, sentence]) => mark(field(kind, line), sentence));
    });
    answer.botsingen.forEach((one) => ask(one, answer.regels[one.regel]));
    total.textContent = answer.totaal;
    keep();
    tell(answer);
  }

  function tell(answer) {
    const wrong = Object.keys(answer.fouten).length;
    if (answer.botsingen.length) say("Niet alles is opgeslagen: kies bij de regels met een melding welk getal goed is.", true);
    else if (wrong) say("Niet alles is opgeslagen: verbeter de regels met een melding.", true);
    else say("Opgeslagen om " + answer.tijd);
  }

  /* -- at the cell ---------------------------------------------------------------------------------- */

  function clear(input) {
    const box = input.parentElement.querySelector(".vve-botsing");
    if (box) box.remove();
    input.removeAttribute("aria-invalid");
    input.classList.remove("utrecht-textbox--invalid");
    const line = lineOf(input);
    if (waiting[line]) delete waiting[line].vraag;
  }

  function mark(input, sentence) {
    clear(input);
    const box = document.createElement("div");
    box.className = "vve-botsing";
    box.id = input.name + "-melding";
    box.append(sentence);
    input.after(box);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", box.id);
    input.classList.add("utrecht-textbox--invalid");
    return box;
  }

  function ask(one, now) {
    const line = String(one.regel);
    const input = field(one.veld, line);
    const box = mark(input, "Intussen is hier " + one.staat + " opgeslagen; u vulde " + one.getypt + " in.");
    waiting[line].vraag = true;
    box.append(
      choice(one.getypt + " houden", function () {
        waiting[line].gezien = now.gezien;
        seen.set(line, now.gezien);
        clear(input);
        remember(line);
        save();
      }),
      choice(one.staat + " nemen", function () {
        seen.set(line, now.gezien);
        input.value = now[one.veld];
        clear(input);
        waiting[line].gezien = now.gezien;
        remember(line);
        save();
      }),
    );
  }

  function choice(text, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "utrecht-button utrecht-button--secondary-action";
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }
})();
