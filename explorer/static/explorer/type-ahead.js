// Type-ahead of the word box: a combobox whose choice becomes a search parameter. Without it the box works the same.
"use strict";

const WAIT = 150; // milliseconds after the last key
const LEAST = 2; // characters

class TypeAhead {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input[type=search]");
    this.list = box.querySelector("[role=listbox]");
    this.status = box.querySelector("[role=status]");
    this.active = -1;
    this.options = [];
    this.rest = "";
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-expanded", "false");
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.place));
    });
  }

  later() {
    clearTimeout(this.timer);
    this.asked?.abort();
    if (this.input.value.trim().length < LEAST) return this.close();
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.asked = new AbortController();
    const address = `${this.box.dataset.typeAhead}?begin=${encodeURIComponent(this.input.value)}`;
    try {
      const answer = await fetch(address, { signal: this.asked.signal });
      if (answer.ok) this.show(await answer.json());
      else this.close();
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show({ options, rest }) {
    this.options = options;
    this.rest = rest;
    this.list.replaceChildren(...options.map((option, place) => this.line(option, place)));
    this.mark(-1);
    this.open(options.length > 0);
    const { none, one, many } = this.status.dataset;
    this.status.textContent = [none, one][options.length] ?? many.replace("{number}", options.length);
  }

  line({ label, kind }, place) {
    const line = document.createElement("li");
    line.id = `${this.list.id}-${place}`;
    line.dataset.place = place;
    line.className = "type-ahead__option";
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    for (const [text, part] of [[label, "label"], [kind, "kind"]]) {
      const span = document.createElement("span");
      span.className = `type-ahead__${part}`;
      span.textContent = text;
      line.append(span, " ");
    }
    return line;
  }

  pressed(event) {
    if (this.list.hidden) {
      if (event.key === "ArrowDown" && this.options.length) this.open(true);
      return;
    }
    const { length } = this.options;
    const moves = {
      ArrowDown: () => this.mark((this.active + 1) % length),
      ArrowUp: () => this.mark((this.active <= 0 ? length : this.active) - 1),
      Escape: () => this.close(),
      Enter: () => this.choose(this.active),
    };
    if (!(event.key in moves) || (event.key === "Enter" && this.active < 0)) return;
    event.preventDefault();
    moves[event.key]();
  }

  mark(place) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const line = this.list.children[place];
    line?.setAttribute("aria-selected", "true");
    line?.scrollIntoView({ block: "nearest" });
    if (line) this.input.setAttribute("aria-activedescendant", line.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  choose(place) {
    const { key, value } = this.options[place];
    if (key === "werkplek") this.box.querySelectorAll("input[name=werkplek]").forEach((one) => one.remove());
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: key, value });
    this.box.append(field);
    this.input.value = this.rest;
    if (!this.rest) this.input.removeAttribute("name");
    this.box.submit();
  }

  open(shown) {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.mark(-1);
    this.open(false);
    this.status.textContent = "";
  }
}

document.querySelectorAll("form[data-type-ahead]").forEach((box) => new TypeAhead(box));
