# Included by fill_bundle.cmake: says in the Turtle of an LV2 (BUNDLE) what JUCE leaves out, so that hosts sort the plugin
# under distortion, know its parameters by symbol and show decibels as decibels.

file(READ "${BUNDLE}/dsp.ttl" dsp)
string(REPLACE "\ta lv2:Plugin ;" "\ta lv2:Plugin , lv2:DistortionPlugin , doap:Project ;" dsp "${dsp}")
string(REGEX REPLACE "plug:([a-z_0-9]+)\n\ta lv2:Parameter ;" "plug:\\1\n\ta lv2:Parameter ;\n\tlv2:symbol \"\\1\" ;" dsp "${dsp}")
foreach(id input output gate bass middle treble)
    string(REPLACE "lv2:symbol \"${id}\" ;" "lv2:symbol \"${id}\" ;\n\tunits:unit units:db ;" dsp "${dsp}")
endforeach()
foreach(id low_cut high_cut)
    string(REPLACE "lv2:symbol \"${id}\" ;" "lv2:symbol \"${id}\" ;\n\tunits:unit units:hz ;" dsp "${dsp}")
endforeach()
file(WRITE "${BUNDLE}/dsp.ttl" "${dsp}")

# JUCE makes a preset of each program; ours has one program, which sets nothing.
file(READ "${BUNDLE}/manifest.ttl" manifest)
string(REGEX REPLACE "<[^<>]*:preset1>\n\ta pset:Preset ;.*" "" manifest "${manifest}")
file(WRITE "${BUNDLE}/manifest.ttl" "${manifest}")
