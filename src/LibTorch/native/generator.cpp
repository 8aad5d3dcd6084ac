// Random number generators of the CPU.
#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>

using namespace midsl;

namespace {
at::Generator borrow_generator(void* handle) {
  return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(handle)));
}
}  // namespace

MIDSL_EXPORT void* midsl_generator_new(uint64_t seed) {
  return guarded<void*>(nullptr, [&]() -> void* { return at::detail::createCPUGenerator(seed).unsafeReleaseGeneratorImpl(); });
}

MIDSL_EXPORT void* midsl_generator_default() {
  return guarded<void*>(nullptr, [&]() -> void* { return at::Generator(at::detail::getDefaultCPUGenerator()).unsafeReleaseGeneratorImpl(); });
}

MIDSL_EXPORT void midsl_generator_free(void* handle) {
  c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(static_cast<c10::GeneratorImpl*>(handle));
}

MIDSL_EXPORT void midsl_generator_set_seed(void* handle, uint64_t seed) {
  auto generator = borrow_generator(handle);
  std::lock_guard<std::mutex> lock(generator.mutex());
  generator.set_current_seed(seed);
}

MIDSL_EXPORT uint64_t midsl_generator_get_seed(void* handle) {
  auto generator = borrow_generator(handle);
  std::lock_guard<std::mutex> lock(generator.mutex());
  return generator.current_seed();
}

// Seeds from the operating system and says with what.
MIDSL_EXPORT uint64_t midsl_generator_reseed(void* handle) {
  auto generator = borrow_generator(handle);
  std::lock_guard<std::mutex> lock(generator.mutex());
  return generator.seed();
}

MIDSL_EXPORT void* midsl_generator_get_state(void* handle) {
  return guarded<void*>(nullptr, [&] {
    auto generator = borrow_generator(handle);
    std::lock_guard<std::mutex> lock(generator.mutex());
    return release(generator.get_state());
  });
}

MIDSL_EXPORT int32_t midsl_generator_set_state(void* handle, void* state) {
  return guarded<int32_t>(-1, [&] {
    auto generator = borrow_generator(handle);
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_state(borrow(state));
    return 0;
  });
}
