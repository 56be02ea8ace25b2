# build/runtime: a small Java runtime that every bundle carries, so that a guitarist needs no Java.
# Made when it is missing or when the JDK changed; `release` is the last file that the script writes.

add_custom_command(OUTPUT "${STOMPJAR_RUNTIME}/release"
    COMMAND "${CMAKE_COMMAND}" "-DJDK=${STOMPJAR_JDK}" "-DMAJOR=${STOMPJAR_JDK_MAJOR}" "-DOUT=${STOMPJAR_RUNTIME}"
            -P "${CMAKE_CURRENT_LIST_DIR}/make_runtime.cmake"
    DEPENDS "${STOMPJAR_JDK}/release" "${CMAKE_CURRENT_LIST_DIR}/make_runtime.cmake"
    COMMENT "Linking a Java ${STOMPJAR_JDK_MAJOR} runtime for the bundles"
    VERBATIM)
add_custom_target(runtime DEPENDS "${STOMPJAR_RUNTIME}/release")
