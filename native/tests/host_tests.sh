#!/usr/bin/env bash
# host_tests.sh NAME HOST BUNDLES DATA: tests of the built bundles through the offline host. 0 passed, 77 skipped.
set -euo pipefail
name=$1 host=$2 bundles=$3 data=$4
vst3=$bundles/Stompjar.vst3 lv2=$bundles/Stompjar.lv2 capture=$data/tiny-lstm.nam
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
export STOMPJAR_CAPTURE=$capture

fail() { echo "FAILED: $*" >&2; exit 1; }
contains() { grep -qF -- "$2" <<<"$1" || fail "expected $2 in: $1"; }

# A WAV of 16 bits: a second of saw-toothed decay, made without any tool of ours. $2 channels, $3 rate
make_wav() {
    perl -e '
        my ($file, $channels, $rate) = @ARGV; my $frames = $rate; my $data = "";
        for my $i (0 .. $frames - 1) {
            my $t = ($i % 5000) / $rate; my $v = 12000 * exp(-5 * $t) * (2 * (($i * 110 / $rate) - int($i * 110 / $rate)) - 1);
            $data .= pack("s<", $_ % 2 ? -$v * 0.6 : $v) for 1 .. $channels; }
        open(my $out, ">:raw", $file) or die;
        print $out "RIFF", pack("V", 36 + length $data), "WAVEfmt ", pack("VvvVVvv", 16, 1, $channels, $rate, $rate * $channels * 2, $channels * 2, 16),
            "data", pack("V", length $data), $data;' "$1" "$2" "$3"
}

bounce() { "$host" bounce --json "$@" 2>"$work/err" || { cat "$work/err" >&2; fail "bounce $*"; }; }

case $name in
scan)    # Hosts scan by loading and constructing: that must not start a JVM.
    for plugin in "$vst3" "$lv2"; do
        out=$("$host" scan --plugin "$plugin")
        contains "$out" '"jvm_before": false'; contains "$out" '"jvm_after": false'
        for id in Input Drive Tone Level Mix Output Bypass Gate "Low cut" "Amp knob 8"; do contains "$out" "\"$id\""; done
        contains "$out" '"instrument": false'; contains "$out" '"category": "'; grep -qE '"category": "(Fx\|)?Distortion' <<<"$out" || fail "not an effect: $out"
        if grep -q '"MIDI CC' <<<"$out"; then fail "the hidden parameters for controllers are listed"; fi
        contains "$out" "\"presets\": $(ls "$bundles/Stompjar.resources/presets" | wc -l)"
    done
    # The probe itself: one that plays does load libjvm.
    contains "$("$host" together --plugin "$vst3")" '"libjvms":1' ;;

many-*)  # Twenty instances, one JVM, and an exit as clean as without it.
    plugin=$bundles/Stompjar.${name#many-}
    out=$("$host" together --plugin "$plugin" --count 20)
    [[ $out == '{"instances":20,"sounding":20,"jvms":1,"libjvms":1,"complaint":""}' ]] || fail "$out" ;;

both-formats)
    for order in "--plugin $vst3 --plugin $lv2" "--plugin $lv2 --plugin $vst3"; do
        out=$("$host" together $order --count 2)
        [[ $out == '{"instances":4,"sounding":4,"jvms":1,"libjvms":1,"complaint":""}' ]] || fail "$out"
    done ;;

race)    # Two bundles with a runtime each, at the same moment: whoever is first, there is one libjvm and one JVM.
    for copy in a b c; do mkdir "$work/$copy"; cp -r "$lv2" "$work/$copy/"; done
    for _ in 1 2; do
        out=$("$(dirname "$host")/stompjar-race" "$work"/[abc]/Stompjar.lv2/libStompjar.so)
        [[ $out == "libjvms 1 jvms 1 complaints 0" ]] || fail "$out"
    done ;;

same-bits)    # Neither the block size nor the format can be heard, nor a rate that must be converted.
    for case in "1 48000 1 17 64 512 4096 random:3" "2 48000 17 random:3" "1 44100 64 random:3"; do
        read -r channels rate blocks <<<"$case"
        make_wav "$work/in.wav" "$channels" "$rate"
        for plugin in "$vst3" "$lv2"; do
            # shellcheck disable=SC2086 -- words
            bounce --plugin "$plugin" --in "$work/in.wav" --out "$work/$(basename "$plugin").wav" $(printf -- '--block %s ' $blocks) \
                --param drive=0.8 --param input=3.3 --param output=-2.5 --param mix=0.9 >/dev/null
        done
        cmp -s "$work/Stompjar.vst3.wav" "$work/Stompjar.lv2.wav" || fail "$channels channels, $rate Hz: the formats differ"
    done
    # And it is not simply the input; at a rate that is converted, bypass has a delay to keep.
    bounce --plugin "$vst3" --in "$work/in.wav" --out "$work/bypassed.wav" --param bypass=1 >/dev/null
    if cmp -s "$work/Stompjar.vst3.wav" "$work/bypassed.wav"; then fail "bypass cannot be told from playing"; fi
    bounce --plugin "$lv2" --in "$work/in.wav" --out "$work/bypassed-lv2.wav" --param bypass=1 >/dev/null
    cmp -s "$work/bypassed.wav" "$work/bypassed-lv2.wav" || fail "bypass differs between the formats"
    bounce --plugin "$lv2" --in "$work/in.wav" --out "$work/disabled-lv2.wav" --param enabled=1 >/dev/null
    cmp -s "$work/bypassed.wav" "$work/disabled-lv2.wav" || fail "the LV2's enabled port does not bypass"
    # The comparison itself: this host turns knobs between blocks, so that their size is heard.
    if "$host" bounce --plugin "$vst3" --in "$work/in.wav" --out "$work/never.wav" --block 17 --block 4096 --param drive=0:0,1:1 2>"$work/err"; then
        fail "a knob that turns sounds the same in blocks of 17 and 4096"
    fi
    contains "$(cat "$work/err")" "in blocks of 4096 it sounds other than in blocks of 17"
    [[ ! -e $work/never.wav ]] || fail "a bounce that failed left a file" ;;

session)    # A session plays the same after the capture's file is gone.
    make_wav "$work/in.wav" 1 48000
    unset STOMPJAR_CAPTURE
    for plugin in "$vst3" "$lv2"; do
        cp "$capture" "$work/gone.nam"
        bounce --plugin "$plugin" --in "$work/in.wav" --out "$work/a.wav" --capture "$work/gone.nam" --param drive=0.9 --param level=0.3 \
            --save-state "$work/state" >/dev/null
        rm "$work/gone.nam"
        bounce --plugin "$plugin" --in "$work/in.wav" --out "$work/b.wav" --state "$work/state" >/dev/null
        cmp -s "$work/a.wav" "$work/b.wav" || fail "$plugin: the session sounds different"
        bounce --plugin "$plugin" --in "$work/in.wav" --out "$work/c.wav" >/dev/null
        if cmp -s "$work/a.wav" "$work/c.wav"; then fail "$plugin: the state makes no difference"; fi
    done ;;

presets)    # A preset that a host chooses sounds, in both formats the same, and is not simply the default.
    make_wav "$work/in.wav" 1 48000
    unset STOMPJAR_CAPTURE
    for plugin in "$vst3" "$lv2"; do
        bounce --plugin "$plugin" --in "$work/in.wav" --out "$work/$(basename "$plugin").wav" --preset "Dark Room" >/dev/null
    done
    cmp -s "$work/Stompjar.vst3.wav" "$work/Stompjar.lv2.wav" || fail "the formats differ"
    bounce --plugin "$vst3" --in "$work/in.wav" --out "$work/default.wav" >/dev/null
    if cmp -s "$work/default.wav" "$work/Stompjar.vst3.wav"; then fail "the preset makes no difference"; fi
    bounce --plugin "$vst3" --in "$work/in.wav" --out "$work/first.wav" --preset "Tube Screamer" >/dev/null
    cmp -s "$work/default.wav" "$work/first.wav" || fail "the first preset is not the default" ;;

check-jni)    # The JVM's own check of every JNI call.
    out=$(JAVA_TOOL_OPTIONS=-Xcheck:jni "$host" together --plugin "$vst3" --plugin "$lv2" --count 2 2>&1)
    contains "$out" "Picked up JAVA_TOOL_OPTIONS: -Xcheck:jni"
    contains "$out" '"sounding":4'
    if grep -E "in native method|FATAL ERROR|JNI local refs|JNI call" <<<"$out"; then fail "JNI is misused"; fi ;;

java-options)    # Two collectors would end the host, or a heap that begins above its end: the user's choice stands; rationed addresses get a small one.
    for options in -XX:+UseG1GC "-Xmx200m -XX:+UseSerialGC" "-XX:+UseParallelGC"; do
        contains "$(JAVA_TOOL_OPTIONS=$options "$host" together --plugin "$vst3" 2>/dev/null)" '"sounding":1'
    done
    for heap in -Xmx100m -Xms300m -XX:MaxHeapSize=64m; do
        contains "$(_JAVA_OPTIONS=$heap "$host" together --plugin "$vst3" 2>/dev/null)" '"sounding":1'
    done
    # The collector leaves networks where they are: whoever plays would have to copy them.
    said=$(_JAVA_OPTIONS=-Xlog:gc+init "$host" together --plugin "$vst3" 2>&1)
    if grep -q "Large Page Support: Enabled" <<<"$said"; then contains "$said" "Humongous Object Threshold: 512K"; fi
    contains "$(_JAVA_OPTIONS=-XX:+UseShenandoahGC "$host" together --plugin "$vst3" 2>/dev/null)" '"sounding":1'
    contains "$(ulimit -v 6000000; "$host" together --plugin "$vst3" 2>/dev/null)" '"sounding":1' ;;

java-home)    # A home that cannot be used is told, and the next place is tried.
    mkdir "$work/empty"
    out=$(STOMPJAR_JAVA_HOME=$work/empty "$host" together --plugin "$lv2")
    contains "$out" '"sounding":1'; contains "$out" '"jvms":1'; contains "$out" "STOMPJAR_JAVA_HOME: $work/empty"
    # Another Java than the bundle's, if there is one.
    for home in /usr/lib/jvm/*; do
        [[ ! -L $home && -f $home/lib/server/libjvm.so ]] || continue    # links are other names of the same
        contains "$(STOMPJAR_JAVA_HOME=$home "$host" together --plugin "$vst3" --plugin "$lv2")" '"sounding":2,"jvms":1,"libjvms":1,"complaint":""'
    done ;;

no-java)    # No Java anywhere: dry, bit for bit, and a sentence about it.
    [[ ! -e /usr/lib/jvm/default-java ]] || { echo "this machine has /usr/lib/jvm/default-java"; exit 77; }
    make_wav "$work/in.wav" 1 48000
    for plugin in "$vst3" "$lv2"; do
        copy=$work/$(basename "$plugin"); cp -r "$plugin" "$work"; find "$copy" -name runtime -prune -exec rm -r {} +
        (export JAVA_HOME= PATH=/nonexistent; "$host" bounce --plugin "$copy" --in "$work/in.wav" --out "$work/o.wav" --bits 16) >/dev/null 2>"$work/err"
        contains "$(cat "$work/err")" "No Java 17 or newer found: install"
        cmp -s <(tail -c 96000 "$work/in.wav") <(tail -c 96000 "$work/o.wav") || fail "$plugin: dry is not dry"
    done ;;

turtle)    # Nothing is wrong in the LV2's Turtle but what JUCE writes so.
    command -v lv2_validate sord_validate >/dev/null || { echo "needs lv2-dev and sordi"; exit 77; }
    # It ends with the number of errors, known ones too.
    errors=$({ lv2_validate "$lv2"/*.ttl 2>&1 || true; } | awk '/^error:/ { e = $0; n = 0; next } e != "" && NF { n++; l[n] = $1 } n == 3 { print e " " l[2] " " l[3]; e = ""; n = 0 }')
    unknown=$(grep -vxF -f "$data/lv2_validate_accepted.txt" <<<"$errors" || true)
    [[ -z $unknown ]] || fail "$unknown"
    for id in input drive tone level mix output bypass gate low_cut high_cut pedal_on normalise interface_level knob4 amp_knob8 gate_on tone_on; do contains "$(cat "$lv2/dsp.ttl")" "lv2:symbol \"$id\""; done
    grep -q 'midi:MidiEvent' "$lv2/dsp.ttl" || fail "it takes no MIDI"
    if grep -q 'lv2:InstrumentPlugin' "$lv2/dsp.ttl"; then fail "it says that it is an instrument"; fi
    contains "$(LV2_PATH=$bundles:/usr/lib/lv2 lv2ls 2>/dev/null)" "https://stompjar.org/plugins/stompjar"
    # Each factory preset is offered under its name.
    offered=$(LV2_PATH=$bundles:/usr/lib/lv2 lv2info https://stompjar.org/plugins/stompjar 2>/dev/null)
    for preset in "$lv2"/presets/*.json; do contains "$offered" "$(sed -n 's/.*"name": "\(.*\)".*/\1/p' "$preset")"; done ;;

exit-status)    # 2 for wrong usage, 1 with one line that names the file.
    make_wav "$work/in.wav" 1 48000
    status() { local wanted=$1; shift; local s=0; "$host" "$@" >"$work/out" 2>"$work/err" || s=$?
               [[ $s == "$wanted" ]] || { cat "$work/err" >&2; fail "$* ended with $s, not $wanted"; }; }
    status 2; status 2 jump; status 2 bounce --in a; status 2 bounce --nonsense
    status 2 bounce --plugin "$lv2" --in "$work/in.wav" --out "$work/o.wav" --param drive=1:2,0:1
    status 2 bounce --plugin "$lv2" --in "$work/in.wav" --out "$work/o.wav" --block 0
    status 1 bounce --plugin "$lv2" --in "$work/missing.wav" --out "$work/o.wav"; contains "$(cat "$work/err")" "missing.wav"
    status 1 bounce --plugin "$work/no.vst3" --in "$work/in.wav" --out "$work/o.wav"; contains "$(cat "$work/err")" "no.vst3"
    status 1 bounce --plugin "$vst3" --in "$work/in.wav" --out "$work/o.wav" --capture "$work/in.wav.nam"; contains "$(cat "$work/err")" "in.wav.nam"
    echo "{}" >"$work/bad.nam"
    for plugin in "$vst3" "$lv2"; do
        status 1 bounce --plugin "$plugin" --in "$work/in.wav" --out "$work/o.wav" --capture "$work/bad.nam"; contains "$(tail -1 "$work/err")" "bad.nam"
    done
    [[ ! -e $work/o.wav ]] || fail "a failed bounce left a file"
    status 1 bounce --plugin "$lv2" --in "$work/in.wav" --out "$work/o.wav" --param fuzz=1; contains "$(tail -1 "$work/err")" "fuzz"
    status 1 bounce --plugin "$vst3" --in "$work/in.wav" --out "$work/o.wav" --param drive=7.5; contains "$(tail -1 "$work/err")" "drive goes from 0 to 1, not to 7.5" ;;

*) echo "unknown test $name" >&2; exit 2 ;;
esac
