# STOMPJAR_JDK, STOMPJAR_JDK_MAJOR: the JDK that JAVA_HOME names, else the one whose javac is on the PATH.
# A JDK is asked for by its `release` file: no program is started for that.

set(jdk_candidates "")
if(DEFINED ENV{JAVA_HOME})
    list(APPEND jdk_candidates "$ENV{JAVA_HOME}")
endif()
find_program(JAVAC_ON_PATH javac)
if(JAVAC_ON_PATH)
    file(REAL_PATH "${JAVAC_ON_PATH}" javac_real)
    get_filename_component(javac_home "${javac_real}/../.." ABSOLUTE)
    list(APPEND jdk_candidates "${javac_home}")
endif()

set(STOMPJAR_JDK "")
foreach(candidate IN LISTS jdk_candidates)
    if(NOT STOMPJAR_JDK AND EXISTS "${candidate}/release" AND EXISTS "${candidate}/bin/javac")
        file(STRINGS "${candidate}/release" version_line REGEX "^JAVA_VERSION=")
        string(REGEX REPLACE "^JAVA_VERSION=\"([0-9]+).*" "\\1" major "${version_line}")
        if(major GREATER_EQUAL 17)
            file(REAL_PATH "${candidate}" STOMPJAR_JDK)
            set(STOMPJAR_JDK_MAJOR "${major}")
        endif()
    endif()
endforeach()

# For the launcher, which begins anew when it is gone.
set(STOMPJAR_CONFIGURED_JDK "${STOMPJAR_JDK}" CACHE INTERNAL "The JDK of the last configuration")

if(NOT STOMPJAR_JDK)
    message(FATAL_ERROR "No JDK 17 or newer found: install openjdk-17-jdk, or set JAVA_HOME to a JDK (looked at: ${jdk_candidates})")
endif()
