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

# Presets: JUCE knows none, for it wrote this before the bundle was there. Each file of plugin-bundle/presets (FILES) is a preset of the
# name that its file has, which hosts may keep; its place in the list is the program that the plugin is asked for.
file(READ "${BUNDLE}/manifest.ttl" manifest)
string(REGEX REPLACE "<[^<>]*:preset1>\n\ta pset:Preset ;.*" "" manifest "${manifest}")
string(REGEX MATCH "<([^<>]*)>\n\ta lv2:Plugin ;" plugin "${manifest}")
set(uri "${CMAKE_MATCH_1}")
file(GLOB presets "${FILES}/presets/*.json")
list(SORT presets)
string(APPEND manifest "<${uri}:Program>\n\ta <http://www.w3.org/1999/02/22-rdf-syntax-ns#Property> , <http://www.w3.org/2002/07/owl#DatatypeProperty> ;\n"
    "\trdfs:label \"factory preset\" ;\n\trdfs:comment \"Place of a preset in the plugin's list, from 0\" ;\n\trdfs:range xsd:int .\n\n")
set(program 0)
foreach(preset IN LISTS presets)
    file(READ "${preset}" json)
    string(JSON label GET "${json}" name)
    string(JSON about GET "${json}" about)
    get_filename_component(name "${preset}" NAME_WE)
    string(REGEX REPLACE "^[0-9]+-" "" name "${name}")
    string(APPEND manifest "<${uri}:preset-${name}>\n\ta pset:Preset ;\n\tlv2:appliesTo <${uri}> ;\n\trdfs:label \"${label}\" ;\n"
        "\trdfs:comment \"${about}\" ;\n\tstate:state [ <${uri}:Program> \"${program}\"^^xsd:int ; ] .\n\n")
    math(EXPR program "${program} + 1")
endforeach()
file(WRITE "${BUNDLE}/manifest.ttl" "${manifest}")
