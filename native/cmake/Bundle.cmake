# stompjar_bundle(NAME TARGET ARTEFACT RESOURCES)
#   NAME       what the bundle is called in build/bundles
#   TARGET     the CMake target that links it
#   ARTEFACT   the file or folder that JUCE made
#   RESOURCES  where in build/bundles the resources go
#
# Copies an artefact to build/bundles and puts its resources there: java/ (jars), runtime/, and all of
# plugin-bundle/. The stamp depends on each of them, so that a new jar or capture is copied without a relink.

file(GLOB_RECURSE STOMPJAR_RESOURCE_FILES CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/plugin-bundle/*")

# Ninja notices files that are new or changed, but not those that are gone: their list, a file, tells.
set(STOMPJAR_RESOURCE_LIST "${CMAKE_CURRENT_BINARY_DIR}/resources.txt")
file(CONFIGURE OUTPUT "${STOMPJAR_RESOURCE_LIST}" CONTENT "${STOMPJAR_RESOURCE_FILES}")

function(stompjar_bundle name target artefact resources)
    set(stamp "${CMAKE_CURRENT_BINARY_DIR}/bundle-${name}.stamp")
    add_custom_command(OUTPUT "${stamp}"
        COMMAND "${CMAKE_COMMAND}"
                "-DARTEFACT=${artefact}"
                "-DBUNDLE=${STOMPJAR_BUNDLES}/${name}"
                "-DRESOURCES=${STOMPJAR_BUNDLES}/${resources}"
                "-DENGINE=${STOMPJAR_ENGINE_JAR}"
                "-DLIBS=${STOMPJAR_ENGINE_LIBS}"
                "-DRUNTIME=${STOMPJAR_RUNTIME}"
                "-DFILES=${PROJECT_SOURCE_DIR}/plugin-bundle"
                -P "${PROJECT_SOURCE_DIR}/native/cmake/fill_bundle.cmake"
        COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
        DEPENDS ${target} "${STOMPJAR_ENGINE_JAR}" "${STOMPJAR_RUNTIME}/release" ${STOMPJAR_RESOURCE_FILES}
                "${STOMPJAR_RESOURCE_LIST}" "${PROJECT_SOURCE_DIR}/native/cmake/fill_bundle.cmake" "${PROJECT_SOURCE_DIR}/native/cmake/polish_lv2.cmake"
        COMMENT "Bundling ${name}"
        VERBATIM)
    add_custom_target(bundle-${name} ALL DEPENDS "${stamp}")
    add_dependencies(bundle-${name} engine runtime)
endfunction()
