"""What a screen reader reads of the program: an AT-SPI client, for the system's Python, which has the bindings.

Takes one JSON request a line on stdin and answers each with one JSON line. Facts are awaited, with a time limit.
"""

import ctypes
import ctypes.util
import json
import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 60.0
KEYS = {"Return": 0xFF0D, "Tab": 0xFF09, "Right": 0xFF53, "Home": 0xFF50, "u": 0x75, "2": 0x32}  # keysyms of X
heard = []
warnings.simplefilter("ignore", DeprecationWarning)  # the bindings name interfaces in two ways, the old one everywhere


def until(find):
    """The first answer of `find` that is not empty, letting events in meanwhile."""
    deadline = time.monotonic() + PATIENCE
    context = GLib.MainContext.default()
    alarm = GLib.timeout_add(50, lambda: True)  # so that waiting for events ends now and then
    try:
        while time.monotonic() < deadline:
            found = find()
            if found:
                return found
            context.iteration(True)
    finally:
        GLib.source_remove(alarm)
    raise TimeoutError(f"never came: {find.__qualname__}; heard {heard}")


def walk(node, depth=12):
    yield node
    if depth:
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child is not None:
                yield from walk(child, depth - 1)


def application():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(index)
        if found is not None and "spandesk" in (found.get_name() or "").lower():
            found.set_cache_mask(Atspi.Cache.NONE)  # ask the program every time
            return found
    return None


def article():
    found = application()
    for node in walk(found) if found is not None else ():
        if node.get_role() == Atspi.Role.DOCUMENT_FRAME and node.get_name() == "Article text":
            return node
    return None


def listed(node):
    area = node.get_extents(Atspi.CoordType.SCREEN)
    states = node.get_state_set()
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "description": node.get_description(),
        "area": [area.x, area.y, area.width, area.height],
        "selected": states.contains(Atspi.StateType.SELECTED),
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "parent": node.get_parent().get_name(),
        "index": node.get_index_in_parent(),
    }


def shown():
    """The article once there is text in it, and its text interface."""
    node = article()
    text = node.get_text_iface() if node is not None else None
    return (node, text) if text is not None and Atspi.Text.get_character_count(text) else None


def look(request):
    """The article: its text, caret, selection, states, and the marks in sight, once there are as many as asked for."""
    node, text = until(lambda: (found := shown()) and found[0].get_child_count() >= request.get("marks", 0) and found)
    count = Atspi.Text.get_character_count(text)
    caret = Atspi.Text.get_caret_offset(text)
    word = Atspi.Text.get_string_at_offset(text, caret, Atspi.TextGranularity.WORD)
    sentence = Atspi.Text.get_string_at_offset(text, caret, Atspi.TextGranularity.SENTENCE)
    selections = [Atspi.Text.get_selection(text, n) for n in range(Atspi.Text.get_n_selections(text))]
    states = node.get_state_set()
    return {
        "text": Atspi.Text.get_text(text, 0, count),
        "count": count,
        "caret": caret,
        "word": word.content,
        "sentence": sentence.content,
        "selections": [[each.start_offset, each.end_offset] for each in selections],
        "description": node.get_description(),
        "editable": states.contains(Atspi.StateType.EDITABLE),
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "marks": [listed(node.get_child_at_index(index)) for index in range(node.get_child_count())],
    }


def listen(request):
    """All that was announced until something held the words asked for."""
    return until(lambda: list(heard) if any(request["words"] in said for said in heard) else None)


def forget(_request):
    """Hear anew."""
    heard.clear()
    return True


def move(request):
    """Put the caret somewhere, as a braille line does."""
    _node, text = until(shown)
    return Atspi.Text.set_caret_offset(text, request["offset"])


def give_keys_to_window():
    """What a window manager would do, of which there is none here: let the keys go to the widest window."""
    x = ctypes.CDLL(ctypes.util.find_library("X11"))
    x.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x.XOpenDisplay(None))
    word, number = ctypes.c_ulong, ctypes.c_uint
    x.XDefaultRootWindow.restype = word
    root, parent, windows, count = word(), word(), ctypes.POINTER(word)(), number()
    x.XQueryTree(
        display,
        word(x.XDefaultRootWindow(display)),
        *(ctypes.byref(each) for each in (root, parent, windows, count)),
    )

    def width(window):
        place = [ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int(), number(), number(), number(), number()]
        x.XGetGeometry(display, word(window), *(ctypes.byref(each) for each in place))
        return place[3].value

    x.XSetInputFocus(display, word(max(windows[: count.value], key=width)), 2, word(0))
    x.XCloseDisplay(display)


def press(request):
    """Press keys on the article, given by the names X has for them."""
    node, _text = until(shown)
    give_keys_to_window()
    node.get_component_iface().grab_focus()
    until(lambda: node.get_state_set().contains(Atspi.StateType.FOCUSED))
    for key in request["keys"]:
        Atspi.generate_keyboard_event(KEYS[key], None, Atspi.KeySynthType.SYM)
    return True


def names(_request):
    """Everything in the window, as (role, name, description)."""
    return [[node.get_role_name(), node.get_name(), node.get_description()] for node in walk(until(application))]


def pester(request):
    """Ask the article and its marks all there is to ask, again and again; the number of questions."""
    (node, _text), asked = until(shown), 0
    for _ in range(request["times"]):
        look({})
        for index in range(-1, node.get_child_count() + 2):
            child = node.get_child_at_index(index)
            if child is None:
                continue
            listed(child)
            for ask in ASKED:
                ask(child)
            asked += 8 + len(ASKED)
        for ask in ASKED:
            ask(node)
        component = node.get_component_iface()
        area = component.get_extents(Atspi.CoordType.SCREEN)
        component.get_accessible_at_point(area.x + 90, area.y + 60, Atspi.CoordType.SCREEN)
        asked += 14 + len(ASKED)
    return asked


ASKED = (
    Atspi.Accessible.get_interfaces,
    Atspi.Accessible.get_action_iface,
    Atspi.Accessible.get_value_iface,
    Atspi.Accessible.get_table_iface,
    Atspi.Accessible.get_selection_iface,
    Atspi.Accessible.get_editable_text_iface,
    Atspi.Accessible.get_image_iface,
    Atspi.Accessible.get_hypertext_iface,
    Atspi.Accessible.get_attributes,
    Atspi.Accessible.get_relation_set,
    Atspi.Accessible.get_child_count,
    Atspi.Accessible.get_application,
)


def hear(event):
    heard.append(event.any_data if isinstance(event.any_data, str) else str(event.any_data))


def main():
    listener = Atspi.EventListener.new(hear)
    listener.register("object:announcement")
    print(json.dumps({"answer": "ready"}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"answer": globals()[request["do"]](request)}
        except (TimeoutError, GLib.GError, AttributeError) as error:
            answer = {"failed": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
