"""Getting to a link, button or field with the keyboard alone, and seeing where one is."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 400

# What the eye can tell about an element and its label; a focus that changes none is not visible.
LOOK = """element => {
  const parts = [element, ...(element.labels || [])];
  return JSON.stringify(parts.flatMap(part => [null, "::before", "::after"].map(kind => {
    const style = getComputedStyle(part, kind);
    return [style.outlineStyle, style.outlineColor, style.outlineWidth, style.boxShadow,
      style.backgroundColor, style.borderColor, style.borderWidth, style.textDecoration];
  })));
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, and see that it shows."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if _has_focus(target):
            break
        page.keyboard.press("ArrowDown" if _is_beside(target) else "Tab")
    assert _has_focus(target), f"no Tab on {page.url} leads to {target}"
    expect(target).to_be_in_viewport()
    focused = target.evaluate(LOOK)
    target.evaluate("element => element.blur()")
    blurred = target.evaluate(LOOK)
    target.evaluate("element => element.focus()")
    assert focused != blurred, f"the focus does not show on {target} of {page.url}"


def _has_focus(target: Locator) -> bool:
    return bool(target.evaluate("element => element === document.activeElement"))


def _is_beside(target: Locator) -> bool:
    """Answer whether the focus is on another radio button of the target's group."""
    return bool(
        target.evaluate(
            "element => element.type === 'radio' && document.activeElement.type === 'radio'"
            " && document.activeElement.name === element.name"
        )
    )
