# cmake -DARTEFACT= -DBUNDLE= -DRESOURCES= -DENGINE= -DLIBS= -DRUNTIME= -DFILES= -P fill_bundle.cmake
# Copies one plugin and its resources. What is gone from the sources goes from the bundle too; the runtime, by far
# the biggest part, is copied only when it is another one.

get_filename_component(parent "${BUNDLE}" DIRECTORY)
file(MAKE_DIRECTORY "${parent}" "${RESOURCES}")
# A program or library that is in use must not be written over: it is replaced (JUCE's folders hold no data of ours).
if(IS_DIRECTORY "${ARTEFACT}")
    file(GLOB_RECURSE parts RELATIVE "${ARTEFACT}" "${ARTEFACT}/*")
    foreach(part IN LISTS parts)
        file(REMOVE "${BUNDLE}/${part}")
    endforeach()
    file(COPY "${ARTEFACT}/" DESTINATION "${BUNDLE}")
else()
    file(REMOVE "${BUNDLE}")
    file(COPY "${ARTEFACT}" DESTINATION "${parent}")
endif()

if(BUNDLE MATCHES "\\.lv2$")
    include("${CMAKE_CURRENT_LIST_DIR}/polish_lv2.cmake")
endif()

file(REMOVE_RECURSE "${RESOURCES}/java")
file(GLOB libs "${LIBS}/*.jar")
file(COPY "${ENGINE}" ${libs} DESTINATION "${RESOURCES}/java")

file(GLOB entries "${FILES}/*")
foreach(entry IN LISTS entries)
    get_filename_component(name "${entry}" NAME)
    file(REMOVE_RECURSE "${RESOURCES}/${name}")
    file(COPY "${entry}" DESTINATION "${RESOURCES}")
endforeach()

if("${RUNTIME}/release" IS_NEWER_THAN "${RESOURCES}/runtime/release")
    file(REMOVE_RECURSE "${RESOURCES}/runtime")
    file(COPY "${RUNTIME}/" DESTINATION "${RESOURCES}/runtime")
    file(TOUCH "${RESOURCES}/runtime/release")
endif()
