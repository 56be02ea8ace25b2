# cmake -DJDK=… -DMAJOR=… -DOUT=… -P make_runtime.cmake: links the runtime image of the bundles.

function(run)
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "${ARGV} failed:\n${output}")
    endif()
endfunction()

# The Vector API makes the networks fast; a JDK without it gets scalar kernels.
# jdk.management counts the bytes that a thread allocates, by which the warm-up knows that it is done.
set(modules java.base,jdk.management)
if(EXISTS "${JDK}/jmods/jdk.incubator.vector.jmod")
    string(APPEND modules ",jdk.incubator.vector")
else()
    message(WARNING "${JDK} has no jdk.incubator.vector: the bundles will run on scalar kernels")
endif()

if(MAJOR LESS 21)
    set(compress --compress=2)
else()
    set(compress --compress=zip-6)
endif()

set(fresh "${OUT}.new")
file(REMOVE_RECURSE "${fresh}")
run("${JDK}/bin/jlink" --add-modules "${modules}" --strip-debug --no-header-files --no-man-pages ${compress} --output "${fresh}")

# Class data archives bring the start from 110 to 39 ms. Two: ZGC cannot use the one for compressed pointers. An archive fits only
# JVMs with its alignment of objects, which is that of native/jvm/Jvm.cpp.
set(alignment -XX:ObjectAlignmentInBytes=64)
run("${fresh}/bin/java" ${alignment} -Xshare:dump)
run("${fresh}/bin/java" ${alignment} -XX:-UseCompressedOops -Xshare:dump)

# The plugin loads libjvm; nothing starts a `java`. The licences in legal/ stay.
file(REMOVE_RECURSE "${fresh}/bin")
file(REMOVE_RECURSE "${OUT}")
file(RENAME "${fresh}" "${OUT}")
file(TOUCH "${OUT}/release")
