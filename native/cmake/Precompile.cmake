# JUCE's headers are most of what the compiler reads for a file of ours: they are read once.
#
# stompjar_precompile(TARGET)        reads them with the settings of TARGET
# stompjar_precompiled(TARGET FROM)  lets TARGET, which has the same settings, use what FROM has read

function(stompjar_precompile target)
    target_precompile_headers(${target} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:<juce_audio_processors/juce_audio_processors.h$<ANGLE-R>>")
    # A module of JUCE refuses to be compiled after its own header.
    file(GLOB modules "${JUCE_MODULES_DIR}/juce_*/juce_*.cpp")
    set_source_files_properties(${modules} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()

function(stompjar_precompiled target from)
    # The compiler wants this to be the same, and CMake gives a program -fPIE.
    target_compile_options(${target} PRIVATE -fPIC -Winvalid-pch)
    target_precompile_headers(${target} REUSE_FROM ${from})
endfunction()
