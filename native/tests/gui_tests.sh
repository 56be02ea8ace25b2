#!/usr/bin/env bash
# gui_tests.sh NAME HOST TESTS BUNDLES: tests that need a window, in an X server of their own. 0 passed, 77 skipped.
set -euo pipefail
name=$1 host=$2 tests=$3 bundles=$4
vst3=$bundles/Stompjar.vst3 lv2=$bundles/Stompjar.lv2
for tool in Xvfb xdotool openbox; do command -v $tool >/dev/null || { echo "needs $tool"; exit 77; }; done

work=$(mktemp -d)
export HOME=$work
Xvfb -displayfd 7 -screen 0 2000x1400x24 -nolisten tcp 7>"$work/display" >/dev/null 2>&1 &
server=$! manager=
trap 'kill $manager $server 2>/dev/null; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do [[ -s $work/display ]] && break; sleep 0.1; done
export DISPLAY=:$(cat "$work/display")
# JUCE sets properties that only a window manager makes known to the server.
openbox >/dev/null 2>&1 &
manager=$!
for _ in $(seq 100); do xdotool get_num_desktops >/dev/null 2>&1 && break; sleep 0.1; done

fail() { echo "FAILED: $*" >&2; cat "$work/heard" "$work/err" >&2 || true; xwininfo -root -tree >&2 2>/dev/null || true; exit 1; }

# Waits up to 20 s for a line in what the host heard.
heard() {
    for _ in $(seq 200); do grep -qE -- "$1" "$work/heard" && return; sleep 0.1; done
    fail "the host did not hear $1"
}

# Middle of a part of the face, by its name: "X Y"
place() { grep -A2 -F "\"name\": \"$1\"" "$work/parts" | sed -n 's/.*"[xy]": \([0-9]*\).*/\1/p' | head -2 | paste -sd' ' | grep . || fail "no $1"; }

# Opens a plugin in a window of a host, in which a MIDI controller moves all the time.
open_window() {
    "$host" screenshot --plugin "$vst3" --out "$work/face.png" --json >"$work/parts"
    unset STOMPJAR_RESOURCES STOMPJAR_CAPTURE
    "$host" show --plugin "$1" --in "$bundles/Stompjar.resources/demo/riff.wav" --controller 20 --seconds 200 >"$work/heard" 2>"$work/err" &
    shown=$!
    heard '^open'
    window=$(xdotool search --sync --onlyvisible --name '^Stompjar$' | tail -1)
    # The face keeps its shape, but not every window manager leaves it the size that it asked for; nor does it at once.
    size() { xdotool getwindowgeometry --shell "$window" | grep -E '^(X|Y|WIDTH|HEIGHT)='; }
    before=
    for _ in $(seq 20); do
        sleep 1
        [[ $(size) == "$before" ]] && break
        before=$(size)
    done
    eval "$before"
    drawn=$(sed -n 's/.*"width": *\([0-9]*\).*/\1/p' "$work/parts" | head -1)
    to() { xdotool mousemove --sync --window "$window" $(($1 * WIDTH / drawn)) $(($2 * WIDTH / drawn)); sleep 0.2; }
}

# The controller is learned from a knob's menu, and the host sees what it turns; forgotten, it turns nothing. The picture was of a capture without knobs,
# which calls tone tilt.
learn_and_forget() {
    at() { to "$1" "$2"; xdotool click "$3"; sleep 0.5; }
    turns() { local before; before=$(grep -c '^value .* Tone' "$work/heard" || true); sleep 1; (($(grep -c '^value .* Tone' "$work/heard" || true) > before + 5)); }
    read -r x y <<<"$(place 'tilt, stand-in: the capture has no knobs')"
    if turns; then fail "a controller turns a knob that did not learn it"; fi
    item=
    for item in 60 70 80 90 100 110; do    # the menu hangs below the knob
        at "$x" "$y" 3; at "$x" $((y + item)) 1
        turns && break
    done
    turns || fail "the controller was not learned"
    heard '^value 0\.9.* Tone'; heard '^value 0\.1.* Tone'
    for below in 12 20 28 36 44; do    # the second item
        at "$x" "$y" 3; at "$x" $((y + item + below)) 1
        turns || break
    done
    if turns; then fail "the controller was not forgotten"; fi
}

case $name in
face|face-keys)    # Without the bundle's shell: the classes, with events as the window system hands them over.
    "$tests" "$name" ;;

window)    # The built VST3 in a window of a host, and a mouse.
    open_window "$vst3"
    read -r x y <<<"$(place 'level, volume')"
    to "$x" "$y"
    xdotool mousedown 1
    for step in 1 2 3 4 5 6; do to "$x" $((y - 10 * step)); done
    xdotool mouseup 1
    heard '^begin Level'; heard '^value 0\.[67].* Level'; heard '^end Level'
    [[ $(grep ' *Level' "$work/heard" | head -1) == "begin Level" ]] || fail "a value came before its gesture"
    read -r x y <<<"$(place 'Next preset')"
    to "$x" "$y"
    xdotool click 1
    heard '^value 0\.0+ Drive'

    learn_and_forget
    heard '^begin Tone'

    # The knob's name at the host follows the capture: before the first preset is the last, a Rat.
    for _ in 1 2; do at $(place 'Previous preset') 1; sleep 2; done
    read -r x y <<<"$(place 'gain, stand-in: the capture has no knobs')"
    to "$x" "$y"; xdotool mousedown 1; to "$x" $((y + 20)); to "$x" $((y + 40)); xdotool mouseup 1
    heard '^begin Distortion'; heard '^end Distortion'
    kill "$shown"; wait "$shown" 2>/dev/null || true ;;

window-lv2)    # The built LV2, of which a host hears values and no gestures.
    open_window "$lv2"
    learn_and_forget
    kill "$shown"; wait "$shown" 2>/dev/null || true ;;

*) echo "unknown test $name" >&2; exit 2 ;;
esac
